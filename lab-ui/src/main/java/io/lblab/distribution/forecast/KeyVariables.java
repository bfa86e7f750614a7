package io.lblab.distribution.forecast;

import io.lblab.forecast.ClientAddress;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What nginx's variables are in a request of the lab: what the lab itself decides. The address of
/// nginx, the client's port and the headers that the connection adds are not known here.
final class KeyVariables {

    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z0-9_]+)");

    private final TrafficPlan plan;

    KeyVariables(TrafficPlan plan) {
        this.plan = plan;
    }

    /// A key.
    ///
    /// @param exact as nginx hashes it, a character for each byte
    /// @param text as people read it
    record HashedKey(String exact, String text) {

        static HashedKey of(byte[] bytes, String text) {
            return new HashedKey(new String(bytes, StandardCharsets.ISO_8859_1), text);
        }

        byte[] bytes() {
            return exact.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /// The key of a request; empty when it has a variable that is not known.
    ///
    /// @param target path and query, the product put in
    Optional<HashedKey> evaluate(
            String key, WeightedRequest request, String target, String client) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder text = new StringBuilder();
        Matcher variable = VARIABLE.matcher(key);
        int done = 0;
        while (variable.find()) {
            append(key.substring(done, variable.start()), bytes, text);
            done = variable.end();
            if (variable.group(1).equals("binary_remote_addr")) {
                byte[] octets = ClientAddress.bytes(client);
                bytes.writeBytes(
                        octets.length == 16 ? octets : InetAddress.ofLiteral(client).getAddress());
                text.append(client);
                continue;
            }
            Optional<String> value = value(variable.group(1), request, target, client);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            append(value.get(), bytes, text);
        }
        append(key.substring(done), bytes, text);
        return Optional.of(HashedKey.of(bytes.toByteArray(), text.toString()));
    }

    private static void append(String part, ByteArrayOutputStream bytes, StringBuilder text) {
        bytes.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
        text.append(part);
    }

    private Optional<String> value(
            String name, WeightedRequest request, String target, String client) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String args = question < 0 ? "" : target.substring(question + 1);
        if (request.headers().stream()
                .anyMatch(header -> isOf(header.name().toLowerCase(Locale.ROOT), name))) {
            return Optional.empty();
        }
        return switch (name) {
            case "remote_addr" -> Optional.of(client);
            case "request_uri" -> Optional.of(target);
            case "uri", "document_uri" -> Optional.of(normalized(path));
            case "args", "query_string" -> Optional.of(args);
            case "request_method" -> Optional.of(request.method());
            case "request" -> Optional.of(request.method() + " " + target + " HTTP/1.1");
            case "server_protocol" -> Optional.of("HTTP/1.1");
            case "scheme" -> Optional.of(plan.base().getScheme());
            case "host" -> Optional.of(plan.base().getHost().toLowerCase(Locale.ROOT));
            case "remote_user" -> Optional.of("");
            case "http_user_agent" -> Optional.of("lb-lab");
            case "http_host" -> Optional.of(plan.base().getAuthority());
            case "http_x_forwarded_for" ->
                    Optional.of(plan.clients().via() == ClientPool.Via.FORWARDED_FOR ? client : "");
            default -> family(name, args);
        };
    }

    /// Whether a header that the plan sets decides a variable.
    private static boolean isOf(String header, String variable) {
        return variable.equals("http_" + header.replace('-', '_'))
                || (header.equals("cookie") && variable.startsWith("cookie_"))
                || (header.equals("authorization") && variable.equals("remote_user"));
    }

    /// The lab sends no cookie of its own.
    private static Optional<String> family(String name, String args) {
        if (name.startsWith("cookie_")) {
            return Optional.of("");
        }
        if (!name.startsWith("arg_")) {
            return Optional.empty();
        }
        String wanted = name.substring("arg_".length());
        for (String argument : args.split("&", -1)) {
            int equals = argument.indexOf('=');
            if (equals >= 0 && argument.substring(0, equals).equalsIgnoreCase(wanted)) {
                return Optional.of(argument.substring(equals + 1));
            }
        }
        return Optional.of("");
    }

    /// As nginx normalizes a path for `$uri`: decoded, slashes merged, dots resolved.
    private static String normalized(String path) {
        List<String> segments = new ArrayList<>();
        String decoded = decoded(path);
        List<String> parts = Arrays.asList(decoded.split("/", -1));
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean last = i == parts.size() - 1;
            if (part.equals("..") && !segments.isEmpty()) {
                segments.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                segments.add(part);
            }
            if (last && (part.isEmpty() || part.equals(".") || part.equals(".."))) {
                segments.add("");
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String decoded(String path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' && i + 2 < path.length() && isHex(path, i + 1) && isHex(path, i + 2)) {
                text.append((char) Integer.parseInt(path.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static boolean isHex(String text, int at) {
        return Character.digit(text.charAt(at), 16) >= 0;
    }
}
