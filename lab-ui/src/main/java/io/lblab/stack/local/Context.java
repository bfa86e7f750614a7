package io.lblab.stack.local;

/// What every part of one stack is made from.
///
/// @param token what nginx asks for before it lets somebody reach one instance
record Context(Folder folder, Addresses addresses, String token, Programs programs, Http http) {

    static String app(int number) {
        return "app" + number;
    }

    /// In every command line of a Java program of this stack.
    String marker() {
        return "-Dlblab.stack=" + folder.root();
    }
}
