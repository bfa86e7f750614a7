package io.lblab.traffic.raw;

import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficEngineContract;
import java.time.Duration;

class RawEngineTest extends TrafficEngineContract {

    @Override
    protected TrafficEngine engine(Duration timeout) {
        return new RawEngine(timeout, 2);
    }
}
