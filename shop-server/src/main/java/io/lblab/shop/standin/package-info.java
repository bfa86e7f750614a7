/// What takes the place of Redis and Kafka when neither is configured, inside this process.
@NullMarked
package io.lblab.shop.standin;

import org.jspecify.annotations.NullMarked;
