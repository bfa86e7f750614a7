/// The stack on Docker: docker compose for up and down, docker-java for everything live.
@NullMarked
package io.lblab.stack.compose;

import org.jspecify.annotations.NullMarked;
