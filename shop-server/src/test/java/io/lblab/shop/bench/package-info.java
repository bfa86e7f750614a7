/// Whole-process benchmarks: `./lab bench`. They measure and print, they assert nothing.
package io.lblab.shop.bench;
