package io.lblab.nginx;

import java.util.List;
import java.util.regex.Pattern;

/// What nginx said, without what only nginx wants to know.
final class NginxWords {

    private static final Pattern SERIOUS = Pattern.compile(".*\\[(emerg|alert|crit|error)].*");
    private static final Pattern PREFIX =
            Pattern.compile("^(?:nginx: )?(?:[0-9/]+ [0-9:]+ )?(\\[[a-z]+]) (?:[0-9]+#[0-9]+: )?");

    private NginxWords() {}

    /// The lines of a command's output that name what is wrong, else all of it. The candidate is
    /// called nginx.conf, as it would be.
    static String of(String output, ConfigFiles files) {
        List<String> serious = serious(output.lines().toList());
        String words = serious.isEmpty() ? output.strip() : String.join("; ", serious);
        return words.replace(files.candidate().toString(), "nginx.conf")
                .replace(String.valueOf(files.candidate().getFileName()), "nginx.conf");
    }

    static List<String> serious(List<String> lines) {
        return lines.stream()
                .filter(line -> SERIOUS.matcher(line).matches())
                .map(line -> PREFIX.matcher(line).replaceFirst("$1 "))
                .toList();
    }
}
