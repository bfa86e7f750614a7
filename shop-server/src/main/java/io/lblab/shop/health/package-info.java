/// Whether this instance can serve: what it depends on answers, and nobody is stopping it.
@NullMarked
package io.lblab.shop.health;

import org.jspecify.annotations.NullMarked;
