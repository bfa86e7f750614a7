/// Listeners that keep the shop's event stream open, and the probe that measures how long an event
/// takes to reach them.
@NullMarked
package io.lblab.traffic.listen;

import org.jspecify.annotations.NullMarked;
