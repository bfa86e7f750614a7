package io.lblab.traffic;

import java.time.Duration;

class OkHttpEngineTest extends TrafficEngineContract {

    @Override
    protected TrafficEngine engine(Duration timeout) {
        return new OkHttpEngine(timeout);
    }
}
