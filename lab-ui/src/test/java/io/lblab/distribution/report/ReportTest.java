package io.lblab.distribution.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.distribution.ReportException;
import io.lblab.distribution.ShopCounts;
import io.lblab.upstream.Strategy;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportTest {

    @TempDir Path folder;

    private final List<RunReport> demo = ExampleRuns.threeOfTheDemo();

    @Test
    void theChartShowsSharesAsBarsOfTheirLength() throws IOException {
        Path file = folder.resolve("chart.png");

        new ChartPng().write(List.of(ExampleRuns.roundRobin()), file);

        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(2 * ChartPng.WIDTH);
        long blue = pixels(image, 0x0072B2);
        assertThat(blue).isGreaterThan(20_000);
        assertThat(pixels(image, 0xE69F00)).isCloseTo(blue, withPercentage(1));
    }

    @Test
    void weightsMakeBarsOfTheirProportion() {
        BufferedImage image =
                new ChartPng()
                        .draw(
                                List.of(
                                        ExampleRuns.record(
                                                "5:1",
                                                ExampleRuns.upstream(
                                                        new Strategy.RoundRobin(), 5, 1),
                                                ExampleRuns.one(),
                                                6_000,
                                                false)));

        assertThat((double) pixels(image, 0x0072B2) / pixels(image, 0xE69F00)).isBetween(4.7, 5.1);
    }

    @Test
    void theReportTellsStatusesApartAndWhatTheInstancesCounted() throws IOException {
        RunReport run =
                ExampleRuns.weightedWithAKill()
                        .with(
                                new ShopCounts(
                                        Map.of(
                                                "app1",
                                                OptionalLong.of(3),
                                                "app2",
                                                OptionalLong.empty())));
        Path html = folder.resolve("report.html");
        Path json = folder.resolve("runs.json");

        new HtmlReport(ZoneOffset.UTC).write("One", List.of(run), html);
        new JsonExport().write(List.of(run), json);

        assertThat(Files.readString(html))
                .contains("<td>status 200</td><td>9,999</td>", "<td>status 502</td><td>1</td>")
                .contains("1 × status 502 by nginx itself")
                .contains("lost (it was started anew, or does not answer)");
        JsonNode read = new ObjectMapper().readTree(json.toFile()).at("/runs/0");
        assertThat(read.at("/shop_metrics/app1").asLong()).isEqualTo(3);
        assertThat(read.at("/shop_metrics/app2").isNull()).isTrue();
        assertThat(read.at("/endpoints/0").asText()).isEqualTo("GET /products/1");
        assertThat(read.at("/distribution/status_latency/502/errors").asLong()).isEqualTo(1);
    }

    @Test
    void theReportHoldsEveryRunAndNeedsNothingElse() throws IOException {
        Path file = folder.resolve("report.html");

        new HtmlReport(ZoneOffset.UTC).write("Demonstration", demo, file);

        String html = Files.readString(file);
        assertThat(html)
                .contains(
                        "<h1>Demonstration</h1>", "22 November 2026, 18:00:00 Z", "local processes")
                .contains("Matches round-robin 1:1 exactly: app1 5,000, app2 5,000 (χ² p = 1.00).")
                .contains("Matches ip_hash 1:1 exactly: each of 64 clients met only the instance")
                .contains("server 127.20.0.11:8000 weight=3 max_fails=3 fail_timeout=30s;")
                .contains("app2 killed", "app2 back")
                .contains("1 answer was nginx's own error page 502: no server answered.")
                .contains("\n@media (prefers-color-scheme: dark) {");
        assertThat(html)
                .doesNotContainPattern("(src|href)=\"(?!#)")
                .doesNotContain("<script", "@import", "url(");
        assertThat(html.split("<section", -1)).hasSize(4);
    }

    @Test
    void namesInTheReportAreEscaped() {
        RunReport run = ExampleRuns.roundRobin();
        String html = new HtmlReport(ZoneOffset.UTC).toHtml("<b>\"run\" & more", List.of(run));

        assertThat(html).contains("<h1>&lt;b&gt;").doesNotContain("<b>\"run\"");
    }

    @Test
    void jsonHasTheFiguresUnderFixedNames() throws IOException {
        Path file = folder.resolve("run.json");
        new JsonExport().write(demo, file);

        JsonNode json = new ObjectMapper().readTree(file.toFile()).at("/runs/1");

        assertThat(json.at("/distribution/total").asLong()).isEqualTo(10_000);
        assertThat(json.at("/distribution/instances/0/server").asText()).isEqualTo("app1");
        assertThat(json.at("/distribution/instances/0/configured_share").asDouble())
                .isEqualTo(0.75);
        assertThat(json.at("/distribution/instances/2/configured_share").isNull()).isTrue();
        assertThat(json.at("/distribution/by_status/502").asLong()).isEqualTo(1);
        assertThat(json.at("/distribution/markers/0/text").asText()).isEqualTo("app2 killed");
        assertThat(json.at("/distribution/last_picks")).hasSize(2_000);
        assertThat(json.at("/configuration/weights/app1").asInt()).isEqualTo(3);
        assertThat(json.at("/plan/clients_via").asText()).isEqualTo("source_address");
        assertThat(json.at("/verdict").asText()).isEqualTo("differs");
        assertThat(json.at("/nginx_log/servers/1/tried").asLong())
                .isGreaterThan(json.at("/nginx_log/servers/1/nginx").asLong());
    }

    @Test
    void csvHasALineForEveryInstanceOfEveryRun() throws IOException {
        Path file = folder.resolve("runs.csv");
        new CsvExport().write(demo, file);

        List<String> lines = Files.readAllLines(file);

        assertThat(lines).hasSize(1 + 2 + 3 + 2);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "run,strategy,instance,server,count,share,configured_share,errors,p50_ms,p95_ms,p99_ms,max_ms,forecast");
        assertThat(lines.get(1)).endsWith(",5000.0");
        assertThat(lines.get(1)).startsWith("Round-robin,round-robin,1,app1,5000,0.5,0.5,0,");
        assertThat(lines.get(5)).startsWith("\"Weights 3:1\",round-robin,nginx,nginx,1,1.0E-4,,1,");
    }

    @Test
    void theSvgIsWellFormedWhateverTheNames() throws Exception {
        Path file = folder.resolve("chart.svg");
        RunReport run =
                ExampleRuns.record(
                        "<b>\"run\" & \u0001more",
                        ExampleRuns.upstream(new Strategy.RoundRobin(), 5, 1),
                        ExampleRuns.one(),
                        600,
                        false);
        ChartSvg.write(List.of(run, ExampleRuns.weightedWithAKill()), file);

        Document svg =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(texts(svg))
                .contains("<b>\"run\" & more · round-robin 5:1", "500", "app1", "app2 killed")
                .anyMatch(text -> text.startsWith("Matches weighted round-robin 5:1 exactly"));
        assertThat(width(svg, 0) / width(svg, 1)).isCloseTo(5, offset(0.05));
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    /// Of a bar; the first rectangle is the ground.
    private static double width(Document svg, int bar) {
        Element rect = (Element) svg.getElementsByTagName("rect").item(bar + 1);
        return Double.parseDouble(rect.getAttribute("width"));
    }

    @Test
    void everyExportHasTheForecast() throws Exception {
        RunReport run = ExampleRuns.ipHash();

        JsonNode json = new JsonExport().toJson(run);

        assertThat(json.at("/forecast/basis").asText()).isEqualTo("clients");
        assertThat(json.at("/forecast/last_picks_differing").asInt(-1)).isZero();
        assertThat(json.at("/forecast/counts/app1").asLong())
                .isEqualTo(run.run().instances().getFirst().count())
                .isNotEqualTo(5_000);
        String first = Words.number(run.run().instances().getFirst().count());
        assertThat(new HtmlReport(ZoneOffset.UTC).toHtml("one", List.of(run)))
                .contains("dashed: forecast", "· forecast " + first)
                .contains("Forecast: exact for the 64 client addresses of this run.");
    }

    @Test
    void oneFileIsWrittenWhereItIsAskedFor() throws Exception {
        for (RunExport.Format format : RunExport.Format.values()) {
            Path file = folder.resolve("mine-" + format.file());

            new RunExport().writeOne(format, "Mine", demo, file);

            assertThat(file).isNotEmptyFile();
        }
        assertThatThrownBy(() ->
                        new RunExport()
                                .writeOne(
                                        RunExport.Format.CSV,
                                        "Mine",
                                        demo,
                                        folder.resolve("gone/runs.csv")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("runs.csv can't be written: ");
    }

    @Test
    void anExportWritesAllItsFiles() throws Exception {
        Path inside = folder.resolve("new/folder");

        RunExport.Written written = new RunExport().write("Demonstration", demo, inside);

        assertThat(
                        List.of(
                                written.chart(),
                                written.drawing(),
                                written.report(),
                                written.json(),
                                written.csv()))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile().hasParentRaw(inside));
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> new RunExport().write("Demonstration", demo, file))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("The report can't be written to " + file);
    }

    private static long pixels(BufferedImage image, int rgb) {
        long count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return count;
    }
}
