package io.lblab.shop.consistency;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Answers;

/// `GET /lab/consistency`: whether every product's books balance.
public final class GetConsistency implements Handler {
    private final Audit audit;
    private final Answers answers;

    public GetConsistency(Audit audit, Answers answers) {
        this.audit = audit;
        this.answers = answers;
    }

    @Override
    public void handle(Context ctx) {
        answers.ok(ctx, audit.now());
    }
}
