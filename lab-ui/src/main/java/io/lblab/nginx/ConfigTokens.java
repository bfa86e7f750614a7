package io.lblab.nginx;

import java.util.ArrayList;
import java.util.List;

/// Cuts a configuration into words as nginx does: blanks, quotes, backslashes, `${…}`, comments.
final class ConfigTokens {

    /// What ends a run of words.
    enum End {
        SEMICOLON,
        OPEN,
        CLOSE,
        FILE
    }

    /// Words up to a `;`, `{` or `}`.
    ///
    /// @param line of the end, from 1, as nginx counts in its messages
    /// @param comment what stands behind `#` on the rest of that line, else empty
    record Statement(List<String> words, End end, int line, String comment) {}

    private final String text;
    private int at;
    private int line = 1;

    ConfigTokens(String text) {
        this.text = text;
    }

    /// The next statement; [End#FILE] at the end.
    ///
    /// @throws NginxException when nginx would not get past this place
    Statement next() throws NginxException {
        List<String> words = new ArrayList<>();
        while (true) {
            skipBlanksAndComments();
            if (at >= text.length()) {
                if (!words.isEmpty()) {
                    throw wrong("the file ends within a directive: end it with \";\"");
                }
                return new Statement(words, End.FILE, line, "");
            }
            char c = text.charAt(at);
            if (c == ';' || c == '{' || c == '}') {
                if (words.isEmpty() != (c == '}')) {
                    throw wrong("nginx expects no \"" + c + "\" here");
                }
                at++;
                End end = c == ';' ? End.SEMICOLON : c == '{' ? End.OPEN : End.CLOSE;
                int ended = line;
                return new Statement(words, end, ended, commentOnThisLine());
            }
            words.add(c == '"' || c == '\'' ? quoted(c) : plain());
        }
    }

    private void skipBlanksAndComments() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (isBlank(c)) {
                step();
            } else {
                return;
            }
        }
    }

    private String commentOnThisLine() {
        int end = text.indexOf('\n', at);
        String rest = text.substring(at, end < 0 ? text.length() : end).strip();
        return rest.startsWith("#") ? rest.substring(1).strip() : "";
    }

    private String quoted(char quote) throws NginxException {
        int from = ++at;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                step();
            }
            step();
        }
        if (at >= text.length()) {
            throw wrong("a quote is opened and never closed");
        }
        String word = unescaped(text.substring(from, at));
        at++;
        if (at < text.length() && !isBlank(text.charAt(at)) && ";{".indexOf(text.charAt(at)) < 0) {
            throw wrong("a blank is missing behind the closing quote");
        }
        return word;
    }

    private String plain() {
        int from = at;
        boolean variable = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean opensVariable = variable && c == '{';
            if (!opensVariable && (isBlank(c) || c == ';' || c == '{')) {
                break;
            }
            variable = c == '$';
            if (c == '\\' && at + 1 < text.length()) {
                step();
            }
            step();
        }
        return unescaped(text.substring(from, at));
    }

    private static String unescaped(String word) {
        StringBuilder to = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            int special = c == '\\' ? "\"'\\trn".indexOf(next) : -1;
            if (special >= 0) {
                to.append("\"'\\\t\r\n".charAt(special));
                i++;
            } else {
                to.append(c);
            }
        }
        return to.toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private void step() {
        if (text.charAt(at) == '\n') {
            line++;
        }
        at++;
    }

    private NginxException wrong(String what) {
        return new NginxException("Line " + line + ": " + what + ".");
    }
}
