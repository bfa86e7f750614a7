package io.lblab.shop.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.util.List;
import java.util.Optional;

/// `/lab/behaviour`: GET shows the behaviour, PUT replaces it, DELETE makes it normal again; each
/// answers with what holds from then on.
public final class LabBehaviour {
    private static final String PATH = "/lab/behaviour";

    private final Behaviours behaviours;
    private final LabToken token;
    private final Answers answers;
    private final Requests requests;
    private final InstanceLog log;

    public LabBehaviour(
            Behaviours behaviours,
            LabToken token,
            Answers answers,
            Requests requests,
            InstanceLog log) {
        this.behaviours = behaviours;
        this.token = token;
        this.answers = answers;
        this.requests = requests;
        this.log = log;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(PATH, token.guard(this::show)),
                Route.put(PATH, token.guard(this::replace)),
                Route.delete(PATH, token.guard(this::reset)));
    }

    private void show(Context ctx) {
        answers.ok(ctx, BehaviourJson.write(behaviours.current()));
    }

    private void replace(Context ctx) {
        Optional<JsonNode> body = requests.body(ctx);
        if (body.isEmpty()) {
            answers.refuse(ctx, 400, "invalid_behaviour", "the body is not one JSON object");
            return;
        }
        try {
            set(ctx, BehaviourJson.read(body.get()));
        } catch (InvalidBehaviour e) {
            answers.refuse(ctx, 400, "invalid_behaviour", String.valueOf(e.getMessage()));
        }
    }

    private void reset(Context ctx) {
        set(ctx, Behaviour.NORMAL);
    }

    private void set(Context ctx, Behaviour behaviour) {
        behaviours.replace(behaviour);
        log.info("behaviour is " + BehaviourJson.write(behaviour));
        show(ctx);
    }
}
