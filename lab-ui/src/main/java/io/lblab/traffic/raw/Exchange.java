package io.lblab.traffic.raw;

import io.lblab.traffic.PlanSequence.Pick;
import io.lblab.traffic.SampleView;
import org.jspecify.annotations.Nullable;

/// One request after another of one place among those that are in flight together, and its own
/// sample when it ends, so that a request needs no object of its own. Used by its loop's thread
/// only.
final class Exchange implements SampleView {

    private final RawRun run;

    private long index;
    private int request;
    private int product;
    private int client;
    private boolean underWay;

    /// When it was due, sent, and over, of System.nanoTime().
    private long dueAt;

    private long sentAt;
    private long endedAt;

    private int status;
    private String instance = "";
    private String servedBy = "";
    private boolean fromCache;
    private String failure = "";

    /// When the client is ready for its next.
    long readyAt;

    boolean resent;
    @Nullable Connection connection;

    Exchange(RawRun run) {
        this.run = run;
        readyAt = System.nanoTime();
    }

    void begin(long newIndex, Pick pick, long due, long now) {
        index = newIndex;
        request = pick.request();
        product = pick.product();
        client = pick.client();
        underWay = true;
        dueAt = due;
        sentAt = now;
        resent = false;
        connection = null;
    }

    /// Takes what the answer says, as far as it was read.
    void end(long now, @Nullable AnswerParser answer, String failureWords) {
        endedAt = now;
        status = answer == null ? 0 : answer.status();
        instance = answer == null ? "" : answer.instance();
        servedBy = answer == null ? "" : answer.servedBy();
        fromCache = answer != null && answer.fromCache();
        failure = failureWords;
        underWay = false;
        connection = null;
    }

    boolean isUnderWay() {
        return underWay;
    }

    boolean wasSentBefore(long moment) {
        return sentAt - moment < 0;
    }

    int product() {
        return product;
    }

    /// Index into the plan's addresses.
    int clientIndex() {
        return client;
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public int request() {
        return request;
    }

    @Override
    public long dueNanos() {
        return dueAt - run.startedAt();
    }

    @Override
    public long sentNanos() {
        return sentAt - run.startedAt();
    }

    @Override
    public long latencyNanos() {
        return endedAt - dueAt;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public String servedBy() {
        return servedBy;
    }

    @Override
    public String client() {
        return run.plan().clients().addresses().get(client);
    }

    @Override
    public boolean fromCache() {
        return fromCache;
    }

    @Override
    public boolean resent() {
        return resent;
    }

    @Override
    public String failure() {
        return failure;
    }
}
