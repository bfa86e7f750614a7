/// Which engine sends a plan.
@NullMarked
package io.lblab.traffic.engines;

import org.jspecify.annotations.NullMarked;
