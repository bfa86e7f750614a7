package io.lblab.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lblab.forecast.Forecast;
import io.lblab.forecast.InvalidScenarioException;
import io.lblab.forecast.Scenario;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.UpstreamReader;
import io.lblab.upstream.WrittenUpstream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "forecast",
        description =
                "Says which server nginx will pick for each request: the same algorithm, without nginx. For methods that draw"
                        + " lots it says the distribution, and the picks when the seed is given.")
final class ForecastCommand implements Callable<Integer> {

    private static final int PICKS_A_LINE = 20;

    private final CliContext context;

    @Option(
            names = "--upstream",
            paramLabel = "FILE",
            required = true,
            description = "An upstream { … } block as it stands in nginx.conf.")
    private Path upstreamFile = Path.of("");

    @Option(
            names = "--requests",
            paramLabel = "FILE",
            required = true,
            description =
                    "JSON: {\"workers\":1,\"requests\":[{\"client\":\"10.1.2.3\",\"key\":\"…\",\"at\":12.0,\"duration\":0.0,"
                            + "\"worker\":0,\"down\":[\"127.0.0.1:9002\"]},…],\"seed\":…}; every member may be left out.")
    private Path requestsFile = Path.of("");

    @Option(names = "--json", description = "Print the forecast as JSON.")
    private boolean json;

    ForecastCommand(CliContext context) {
        this.context = context;
    }

    /// The forecast as JSON. A count is a whole number where it is certain.
    record Report(
            List<String> servers,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable List<int[]> picks,
            List<Number> counts,
            List<Double> shares,
            String basis) {}

    @Override
    public Integer call() throws NginxException {
        String block = text(upstreamFile, "--upstream");
        String requests = text(requestsFile, "--requests");
        WrittenUpstream upstream;
        try {
            upstream = UpstreamReader.read(block);
        } catch (NginxException e) {
            throw new NginxException(upstreamFile + ": " + e.getMessage(), e);
        }
        Scenario scenario;
        Forecast forecast;
        try {
            scenario = ScenarioReader.read(requests);
            forecast = Forecast.of(upstream, scenario);
        } catch (InvalidScenarioException e) {
            throw new InvalidScenarioException(requestsFile + ": " + e.getMessage());
        }
        Report report =
                new Report(
                        Forecast.servers(upstream),
                        forecast.picks().orElse(null),
                        numbers(forecast),
                        forecast.shares(),
                        forecast.basis().name().toLowerCase(Locale.ROOT));
        if (json) {
            context.terminal().printJson(report);
        } else {
            print(upstream, report, scenario);
        }
        return ExitCodes.OK;
    }

    private static List<Number> numbers(Forecast forecast) {
        boolean certain = forecast.picks().isPresent();
        return forecast.counts().stream()
                .<Number>map(count -> certain ? (Number) Math.round(count) : (Number) count)
                .toList();
    }

    private static String text(Path file, String option) throws NginxException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new NginxException(
                    "There is no file " + file + ": name one with " + option + ".", e);
        } catch (CharacterCodingException e) {
            throw new NginxException(file + " is no text in UTF-8: save it as such.", e);
        } catch (IOException e) {
            throw new NginxException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private void print(WrittenUpstream upstream, Report report, Scenario scenario) {
        Terminal terminal = context.terminal();
        terminal.print(
                String.format(
                        Locale.ROOT,
                        "%s · %s · %,d requests · %d worker%s%s",
                        upstream.name(),
                        upstream.method().words(),
                        scenario.requests().size(),
                        scenario.workers(),
                        scenario.workers() == 1 ? "" : "s",
                        upstream.zone() ? " with a zone" : ""));
        int width = report.servers().stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < report.servers().size(); i++) {
            terminal.print(
                    String.format(
                            Locale.ROOT,
                            "%3d  %-" + width + "s  weight %-4d %10s  %6.2f %%  %s",
                            i,
                            report.servers().get(i),
                            upstream.servers().get(i).weight(),
                            count(report.counts().get(i)),
                            100 * report.shares().get(i),
                            terminal.shareBar(report.shares().get(i), i).stripTrailing()));
        }
        List<int[]> picks = report.picks();
        if (picks == null) {
            terminal.print("nginx draws lots here: the figures are what is to be expected.");
            return;
        }
        for (int from = 0; from < picks.size(); from += PICKS_A_LINE) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%6d:", from + 1));
            for (int[] tried : picks.subList(from, Math.min(picks.size(), from + PICKS_A_LINE))) {
                line.append(' ').append(tried(tried));
            }
            terminal.print(line.toString());
        }
    }

    /// `1` at once; `1→0` after a failure; `1→-` and nobody left.
    private static String tried(int[] servers) {
        return String.join(
                "→", Arrays.stream(servers).mapToObj(s -> s < 0 ? "-" : "" + s).toList());
    }

    private static String count(Number count) {
        return count instanceof Long
                ? String.format(Locale.ROOT, "%,d", count)
                : String.format(Locale.ROOT, "%,.1f", count.doubleValue());
    }
}
