/// A run to take away: chart, report, JSON and CSV.
@NullMarked
package io.lblab.distribution.report;

import org.jspecify.annotations.NullMarked;
