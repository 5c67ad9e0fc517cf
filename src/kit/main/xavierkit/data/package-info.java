/**
 * Measure: data sets that ship with the kit, that are generated, or that lie in the reader's own files. Uses {@link
 * xavierkit.matrix}.
 */
package xavierkit.data;
