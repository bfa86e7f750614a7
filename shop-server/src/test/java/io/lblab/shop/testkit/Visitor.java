package io.lblab.shop.testkit;

import io.lblab.shop.testkit.Client.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// A browser without a window: keeps its cookie, and sends forms with the token of the last page.
/// Redirects are not followed.
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("shop_session=([^;]*)(.*)");
    private static final OkHttpClient HTTP =
            new OkHttpClient.Builder().followRedirects(false).build();

    private final Map<String, String> headers = new HashMap<>(Map.of("Accept", "text/html"));
    private int port;
    private String cookie = "";
    private String token = "";

    public Visitor(int port) {
        this.port = port;
    }

    /// Goes on at another instance, as behind a load balancer.
    public Visitor at(int otherPort) {
        this.port = otherPort;
        return this;
    }

    /// The same browser in a second window, at another instance.
    public Visitor copy(int otherPort) {
        Visitor copy = new Visitor(otherPort);
        copy.headers.putAll(headers);
        copy.cookie = cookie;
        copy.token = token;
        return copy;
    }

    public Visitor with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public Answer get(String path) {
        return send(new Request.Builder().url(url(path)));
    }

    /// Sends a form with the token.
    public Answer post(String path, String... namesAndValues) {
        return postBare(path, token.isEmpty() ? namesAndValues : withToken(namesAndValues));
    }

    /// Sends a form as it stands.
    public Answer postBare(String path, String... namesAndValues) {
        FormBody.Builder form = new FormBody.Builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return send(new Request.Builder().url(url(path)).post(form.build()));
    }

    public Answer json(String method, String path, String body) {
        RequestBody sent =
                body == null ? null : RequestBody.create(body, MediaType.get("application/json"));
        return send(new Request.Builder().url(url(path)).method(method, sent));
    }

    /// The lines of an event stream, to the first that has this text.
    public List<String> events(String path, String last) {
        Request request =
                new Request.Builder()
                        .url(url(path))
                        .header("Cookie", "shop_session=" + cookie)
                        .build();
        List<String> lines = new ArrayList<>();
        Call call = HTTP.newCall(request);
        try (Response response = call.execute();
                BufferedReader in = new BufferedReader(response.body().charStream())) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                if (line.contains(last)) {
                    break;
                }
            }
            call.cancel();
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes an account, logged in.
    public Visitor registered(String name, String email, String password) {
        get("/register");
        Answer answer = post("/register", "name", name, "email", email, "password", password);
        if (answer.status() != 303) {
            throw new AssertionError(answer.body());
        }
        get("/account");
        return this;
    }

    public Answer logIn(String email, String password) {
        get("/login");
        return post("/login", "email", email, "password", password);
    }

    public String cookie() {
        return cookie;
    }

    public void setCookie(String value) {
        this.cookie = value;
    }

    public String token() {
        return token;
    }

    private String[] withToken(String... namesAndValues) {
        String[] all = Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
        all[namesAndValues.length] = "token";
        all[namesAndValues.length + 1] = token;
        return all;
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private Answer send(Request.Builder request) {
        headers.forEach(request::header);
        if (!cookie.isEmpty()) {
            request.header("Cookie", "shop_session=" + cookie);
        }
        try (Response response = HTTP.newCall(request.build()).execute()) {
            Answer answer =
                    new Answer(response.code(), response.headers(), response.body().string());
            Matcher set = COOKIE.matcher(answer.header("Set-Cookie"));
            if (set.matches()) {
                cookie = set.group(1);
            }
            Matcher hidden = TOKEN.matcher(answer.body());
            if (hidden.find()) {
                token = hidden.group(1);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
