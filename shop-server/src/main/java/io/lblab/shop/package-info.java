/// The shop: a small store behind a load balancer. Composition and entry point.
@NullMarked
package io.lblab.shop;

import org.jspecify.annotations.NullMarked;
