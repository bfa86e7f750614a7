/// Consistency while everything is killed.
package io.lblab.shop.killing;
