/** Data sets that ship with the kit. */
package xavierkit.data;
