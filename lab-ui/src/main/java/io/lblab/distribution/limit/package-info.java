/// How much a stack can take before a bound breaks.
@NullMarked
package io.lblab.distribution.limit;

import org.jspecify.annotations.NullMarked;
