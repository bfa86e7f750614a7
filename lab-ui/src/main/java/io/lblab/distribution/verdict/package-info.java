/// Whether a run did what was expected of it, in words, and why not.
@NullMarked
package io.lblab.distribution.verdict;

import org.jspecify.annotations.NullMarked;
