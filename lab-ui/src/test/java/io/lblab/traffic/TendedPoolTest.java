package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

class TendedPoolTest {

    @Test
    void surplusConnectionsAreClosedWhenTheOwnerAsks() throws Exception {
        TendedPool tended = new TendedPool(1);
        OkHttpClient client = new OkHttpClient.Builder().connectionPool(tended.pool()).build();
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            Request request = new Request.Builder().url(server.base().toString()).build();
            List<Response> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                open.add(client.newCall(request).execute());
            }
            for (Response response : open) {
                assertThat(response.body().string()).isEqualTo("hello");
                response.close();
            }
            assertThat(tended.pool().idleConnectionCount()).isEqualTo(3);

            tended.closeSurplus();
            assertThat(tended.pool().idleConnectionCount()).isEqualTo(1);
            assertThat(client.newCall(request).execute().body().string()).isEqualTo("hello");
            assertThat(tended.pool().connectionCount()).isEqualTo(1);

            tended.closeIdle();
            assertThat(tended.pool().connectionCount()).isZero();
        }
    }
}
