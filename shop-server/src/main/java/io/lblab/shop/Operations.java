package io.lblab.shop;

import io.lblab.shop.api.GetOpenApi;
import io.lblab.shop.behaviour.BehaviourGate;
import io.lblab.shop.behaviour.Behaviours;
import io.lblab.shop.behaviour.LabBehaviour;
import io.lblab.shop.behaviour.LabToken;
import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.health.GetReady;
import io.lblab.shop.health.HealthCheck;
import io.lblab.shop.health.Readiness;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.web.Answers;
import io.lblab.shop.web.Gate;
import io.lblab.shop.web.GetHealth;
import io.lblab.shop.web.Requests;
import io.lblab.shop.web.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What whoever runs an instance needs: health, the description of its interface, and the behaviour
/// of experiments when a token for it is set.
record Operations(Behaviours behaviours, Readiness readiness, Gate gate, List<Route> routes)
        implements AutoCloseable {
    private static final Duration REMEMBERED = Duration.ofMillis(500);

    static Operations of(
            ShopConfig.Operations config,
            List<HealthCheck> checks,
            Answers answers,
            Requests requests,
            InstanceLog log) {
        Behaviours behaviours = new Behaviours();
        Readiness readiness = new Readiness(checks, () -> behaviours.current().ready(), REMEMBERED);
        List<Route> routes =
                new ArrayList<>(
                        List.of(
                                Route.get("/health", new GetHealth()),
                                Route.get("/health/live", new GetHealth()),
                                Route.get("/health/ready", new GetReady(readiness, answers)),
                                Route.get("/openapi.json", new GetOpenApi())));
        if (config.labToken().isEmpty()) {
            return new Operations(behaviours, readiness, Gate.NONE, routes);
        }
        LabToken token = new LabToken(config.labToken().get(), answers);
        routes.addAll(new LabBehaviour(behaviours, token, answers, requests, log).routes());
        return new Operations(
                behaviours, readiness, new BehaviourGate(behaviours, new Random()), routes);
    }

    @Override
    public void close() {
        behaviours.close();
        readiness.close();
    }
}
