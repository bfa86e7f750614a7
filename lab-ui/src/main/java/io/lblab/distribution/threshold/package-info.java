/// What a run must keep to be good: thresholds on its figures.
@NullMarked
package io.lblab.distribution.threshold;

import org.jspecify.annotations.NullMarked;
