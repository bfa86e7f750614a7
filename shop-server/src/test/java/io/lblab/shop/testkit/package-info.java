/// Real servers and clients for the tests.
@NullMarked
package io.lblab.shop.testkit;

import org.jspecify.annotations.NullMarked;
