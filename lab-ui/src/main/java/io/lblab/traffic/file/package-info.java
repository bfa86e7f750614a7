/// Plans as files, to be kept and shared.
@NullMarked
package io.lblab.traffic.file;

import org.jspecify.annotations.NullMarked;
