/// Tests of counts and of their order, and what they rest on: docs/decisions/distribution-tests.md.
@NullMarked
package io.lblab.distribution.statistics;

import org.jspecify.annotations.NullMarked;
