/// Runs that outlive the program: stored, listed, read again.
@NullMarked
package io.lblab.distribution.archive;

import org.jspecify.annotations.NullMarked;
