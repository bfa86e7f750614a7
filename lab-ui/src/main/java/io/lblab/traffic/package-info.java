/// Plans of requests, the virtual clients that send them, and the engine. Knows nothing of stacks.
@NullMarked
package io.lblab.traffic;

import org.jspecify.annotations.NullMarked;
