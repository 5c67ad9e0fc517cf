/** Charts and tables: the only package that knows how anything looks. */
package xavierkit.view;
