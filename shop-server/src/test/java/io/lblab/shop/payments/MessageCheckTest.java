package io.lblab.shop.payments;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.json.Json;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderLine;
import io.lblab.shop.orders.OrderState;
import io.lblab.shop.payments.DeadLetter.Reason;
import io.lblab.shop.payments.MessageCheck.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCheckTest {
    private static final Order OPEN = order(7, OrderState.PENDING);
    private static final Order PAID = order(8, OrderState.PAID);

    private final MessageCheck check =
            new MessageCheck(
                    new Json(), id -> Optional.ofNullable(Map.of(7L, OPEN, 8L, PAID).get(id)));

    @Test
    void messageOfAPendingOrderIsPaidWhateverElseItSays() {
        assertThat(check.check("{\"order_id\":7,\"product_id\":1,\"quantity\":2}"))
                .isEqualTo(new Verdict.Pay(OPEN));
        assertThat(check.check("{\"quantity\":2,\"product_id\":1,\"order_id\":7,\"by\":\"php\"}"))
                .isEqualTo(new Verdict.Pay(OPEN));
    }

    @Test
    void secondMessageOfAnEndedOrderIsLeft() {
        assertThat(check.check("{\"order_id\":8,\"product_id\":1,\"quantity\":2}"))
                .isEqualTo(new Verdict.Settled(PAID));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "null",
                "{}",
                "{\"order_id\":7}",
                "{\"order_id\":\"7\",\"product_id\":1,\"quantity\":2}",
                "{\"order_id\":7,\"product_id\":1,\"quantity\":2.5}",
                "{\"order_id\":7,\"product_id\":1,\"quantity\":-2}",
                "{\"order_id\":7,\"product_id\":1,\"quantity\":99999999999}",
                "{\"order_id\":7,\"product_id\":1,\"quantity\":2} trailing",
                "{\"order_id\":7,\"order_id\":8,\"product_id\":1,\"quantity\":2}"
            })
    void whatIsNoPurchaseMessageIsMalformed(String message) {
        assertThat(reason(message)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void messageWithoutItsOrderIsADeadLetter() {
        assertThat(reason("{\"order_id\":99,\"product_id\":1,\"quantity\":2}"))
                .isEqualTo(Reason.UNKNOWN_ORDER);
    }

    @Test
    void messageThatSaysSomethingElseThanItsOrderIsADeadLetter() {
        assertThat(reason("{\"order_id\":7,\"product_id\":2,\"quantity\":2}"))
                .isEqualTo(Reason.MISMATCH);
        assertThat(reason("{\"order_id\":7,\"product_id\":1,\"quantity\":3}"))
                .isEqualTo(Reason.MISMATCH);
    }

    /// Two pieces of product 1, and one of product 3.
    private static Order order(long id, OrderState state) {
        return new Order(
                id,
                OptionalLong.empty(),
                state,
                "",
                List.of(new OrderLine(1, 2, 999), new OrderLine(3, 1, 1999)),
                3997,
                Order.Delivery.NONE,
                1,
                1);
    }

    private Reason reason(String message) {
        assertThat(check.check(message)).isInstanceOf(Verdict.Reject.class);
        DeadLetter letter = ((Verdict.Reject) check.check(message)).letter();
        assertThat(letter.value()).isEqualTo(message);
        return letter.reason();
    }
}
