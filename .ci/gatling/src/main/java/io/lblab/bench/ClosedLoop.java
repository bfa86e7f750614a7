package io.lblab.bench;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;

/// 64 users, each with a connection of its own, who GET one page again and again.
public final class ClosedLoop extends Simulation {

    private static final int USERS = 64;

    public ClosedLoop() {
        int each = Integer.getInteger("requests") / USERS;
        setUp(
                scenario("closed")
                        .exec(
                                repeat(each)
                                        .on(
                                                http("page")
                                                        .get(System.getProperty("url"))
                                                        .check(status().is(200))))
                        .injectOpen(atOnceUsers(USERS))
                        .protocols(http.disableCaching().userAgentHeader("gatling")));
    }
}
