/// The stack on bare processes: real nginx, Redis, Kafka and shops without Docker.
@NullMarked
package io.lblab.stack.local;

import org.jspecify.annotations.NullMarked;
