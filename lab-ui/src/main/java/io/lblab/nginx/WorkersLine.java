package io.lblab.nginx;

import io.lblab.upstream.InvalidUpstreamException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line `worker_processes N;` of nginx.conf, the one thing that an apply writes outside the
/// marked region: nginx takes it nowhere but at the top.
final class WorkersLine {

    private static final Pattern LINE =
            Pattern.compile("(?m)^([ \\t]*worker_processes[ \\t]+)([^;\\s]+)([ \\t]*;)");

    private WorkersLine() {}

    /// What a text says.
    ///
    /// @throws NginxException when it says nothing, or what the lab doesn't know
    static Workers read(String text) throws NginxException {
        Matcher line = LINE.matcher(text);
        if (!line.find()) {
            throw new NginxException(
                    "nginx.conf has no line \"worker_processes N;\": add it above the events block,"
                            + " or stop and start the stack to have it written anew.");
        }
        try {
            return new Workers(line.group(2));
        } catch (InvalidUpstreamException e) {
            throw new NginxException("worker_processes in nginx.conf: " + e.getMessage(), e);
        }
    }

    /// The number as it is written; empty when there is none.
    static String written(String text) {
        Matcher line = LINE.matcher(text);
        return line.find() ? line.group(2) : "";
    }

    /// The text with another number; nothing else changes.
    static String with(String text, Workers workers) {
        return LINE.matcher(text).replaceFirst("$1" + workers + "$3");
    }

    /// The line on its own.
    static String render(Workers workers) {
        return "worker_processes " + workers + ";";
    }
}
