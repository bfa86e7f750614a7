/// What nginx's algorithm makes of the very requests that a run sends.
@NullMarked
package io.lblab.distribution.forecast;

import org.jspecify.annotations.NullMarked;
