/// Who answered: counts per instance over time, comparison with what was configured, export.
@NullMarked
package io.lblab.distribution;

import org.jspecify.annotations.NullMarked;
