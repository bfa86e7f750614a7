/// Cache and channel on Redis.
@NullMarked
package io.lblab.shop.redis;

import org.jspecify.annotations.NullMarked;
