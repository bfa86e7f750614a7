package io.lblab.stack.compose;

import io.lblab.stack.ListenersContract;
import io.lblab.stack.Service;
import io.lblab.stack.Stack;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("docker")
@ExtendWith(SharedComposeLab.class)
class ListenersOnComposeTest extends ListenersContract {

    private final ComposeLab lab;

    ListenersOnComposeTest(ComposeLab lab) {
        this.lab = lab;
    }

    @Override
    protected Stack stack() {
        return lab.stack;
    }

    @Override
    protected int many() {
        return 60;
    }

    @Override
    protected ClientPool clients(int number) {
        return ClientPools.forwarded(number, 7);
    }

    @AfterEach
    void asItWas() throws Exception {
        for (Service service : lab.stack.services()) {
            if (service.role() == Service.Role.SHOP && !service.isUp()) {
                lab.stack.startService(service.name());
            }
        }
        applied(lab.stack.initialUpstream(2));
    }
}
