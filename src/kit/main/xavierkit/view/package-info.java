/**
 * Show: charts, tables and live widgets for notebooks; no other package knows how anything looks. Uses every package, and
 * none uses it.
 */
package xavierkit.view;
