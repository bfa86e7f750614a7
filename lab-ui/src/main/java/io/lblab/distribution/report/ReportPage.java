package io.lblab.distribution.report;

import java.util.List;

/// What the report's template shows, as texts and positions. Colours are CSS classes: `c0` to `c6`
/// by instance, `cx` for what is no instance.
public record ReportPage(String title, String when, String stack, List<Section> sections) {

    /// One run.
    ///
    /// @param dashed what the dashed lines are
    /// @param basis where the forecast comes from
    /// @param id for links within the page
    /// @param picks the last ones, oldest first
    /// @param parts by kind of request and by status; empty when there was one of each
    /// @param clients empty when there was only one
    /// @param moreClients beyond those listed
    /// @param observers empty when nobody read nginx's log
    public record Section(
            String id,
            String title,
            String strategy,
            String plan,
            Badge badge,
            String statement,
            List<Figure> figures,
            List<Bound> bounds,
            String dashed,
            String basis,
            List<Bar> bars,
            List<Pick> picks,
            AreaChart shares,
            List<LatencyRow> latencies,
            List<PartRow> parts,
            List<String> troubles,
            List<Client> clients,
            long moreClients,
            List<ObserverRow> observers,
            List<String> explanation,
            int generation,
            String upstreamBlock) {}

    /// The statement in a word.
    ///
    /// @param tone `good`, `odd` or `plain`
    public record Badge(String text, String tone) {}

    /// What the run was held to.
    ///
    /// @param tone `good` when it was kept, else `odd`
    public record Bound(String word, String text, String tone) {}

    /// A figure with its name.
    public record Figure(String value, String name) {}

    /// The share of one instance.
    ///
    /// @param role under the name: `weight 3`
    /// @param width 0–1000
    /// @param asked 0–1000, the forecast or configured share; negative for none
    public record Bar(
            String server,
            String role,
            String colour,
            int width,
            int asked,
            String count,
            String share) {}

    /// One answer in the order of sending.
    ///
    /// @param letter the instance's id, one or two characters
    public record Pick(String letter, String colour, String server) {}

    /// Shares over time, in the coordinates of a picture of [#WIDTH] × [#HEIGHT].
    ///
    /// @param headroom above the picture, for the names of moments
    public record AreaChart(
            int headroom,
            List<Area> areas,
            List<Line> asked,
            List<Tick> ticks,
            List<Mark> marks,
            String label) {

        public static final int WIDTH = 1_000;
        public static final int HEIGHT = 240;

        /// The path of one instance, and where its name stands.
        public record Area(String colour, String path, String server, double labelY) {}

        /// A configured boundary between two shares.
        public record Line(double y) {}

        /// A moment on the axis.
        public record Tick(double x, String text) {}

        /// Something that happened; labels of neighbours stand on different rows.
        public record Mark(double x, int row, String anchor, String text) {}
    }

    /// Latencies of one instance in milliseconds.
    public record LatencyRow(
            String server,
            String colour,
            String answers,
            String p50,
            String p95,
            String p99,
            String max,
            String errors) {}

    /// Latencies of some of the answers in milliseconds.
    ///
    /// @param what `GET /shop`, `status 200`
    public record PartRow(
            String what,
            String answers,
            String p50,
            String p95,
            String p99,
            String max,
            String errors) {}

    /// Which instances a client met.
    public record Client(String address, List<Part> parts) {

        /// The part of one instance.
        ///
        /// @param percent of the client's answers
        public record Part(String server, String colour, double percent, String count) {}
    }

    /// One server as both observers saw it.
    public record ObserverRow(
            String server,
            String colour,
            String client,
            String nginx,
            String tried,
            String difference) {}
}
