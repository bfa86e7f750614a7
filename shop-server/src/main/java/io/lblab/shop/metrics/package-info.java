/// What Prometheus scrapes.
@NullMarked
package io.lblab.shop.metrics;

import org.jspecify.annotations.NullMarked;
