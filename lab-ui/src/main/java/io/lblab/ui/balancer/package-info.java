/// The Balancer screen: strategy, weights, the upstream block, apply.
@NullMarked
package io.lblab.ui.balancer;

import org.jspecify.annotations.NullMarked;
