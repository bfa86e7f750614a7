package io.lblab.stack.local;

import io.lblab.stack.ShopChoices;

/// What every part of one stack is made from.
///
/// @param shop where the shop keeps its data
/// @param token what nginx asks for before it lets somebody reach one instance
/// @param adminPassword of the shop's administrator; empty when nobody is to be one
record Context(
        Folder folder,
        Addresses addresses,
        ShopChoices shop,
        String token,
        String adminPassword,
        Programs programs,
        Http http) {

    static String app(int number) {
        return "app" + number;
    }

    /// In every command line of a Java program of this stack.
    String marker() {
        return "-Dlblab.stack=" + folder.root();
    }
}
