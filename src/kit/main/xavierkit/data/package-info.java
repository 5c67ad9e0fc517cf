/** Data sets that ship with the kit, are generated, or lie in files of the reader's own. */
package xavierkit.data;
