/// Queue, dead letters and payments consumer on Kafka.
@NullMarked
package io.lblab.shop.kafka;

import org.jspecify.annotations.NullMarked;
