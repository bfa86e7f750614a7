/// Customers: registering, logging in, and who may do what.
@NullMarked
package io.lblab.shop.accounts;

import org.jspecify.annotations.NullMarked;
