// Four things that JupyterLab leaves undone. A cell that is run while the page still looks for its kernel waits:
// JupyterLab would start one more kernel for each, lose some of the cells and reorder others. A cell that does not know
// a name says which of the cells above it has not been run. A picture has its text alternative. And the Help menu has
// the library's documentation and the live pages.
(() => {
  let shared;

  const module = async name => (await Object.values(shared[name])[0].get())();

  async function extension() {
    const { INotebookCellExecutor, runCell } = await module("@jupyterlab/notebook");
    const { IRenderMimeRegistry, RenderedImage } = await module("@jupyterlab/rendermime");
    const { IMainMenu } = await module("@jupyterlab/mainmenu");
    const { PageConfig } = await module("@jupyterlab/coreutils");

    class DescribedImage extends RenderedImage {
      async render(model) {
        await super.render(model);
        this.node.querySelector("img").alt = model.data["text/plain"] ?? "";
      }
    }

    const createRenderer = options => new DescribedImage(options);
    const pictures = { safe: true, mimeTypes: ["image/png"], defaultRank: 80, createRenderer };
    const help = { "Documentation of xavierkit": "javadoc", "Live pages of xavierkit": "web" };
    const activate = (app, rendermime, menu) => {
      rendermime.addFactory(pictures);
      const items = Object.entries(help).map(([label, folder]) => {
        const execute = () => window.open(`${PageConfig.getBaseUrl()}static/${folder}/index.html`);
        app.commands.addCommand(`xavierkit:${folder}`, { label, execute });
        return { command: `xavierkit:${folder}` };
      });
      menu.helpMenu.addGroup(items, 0);
      return { runCell: options => runInTurn(runCell, options) };
    };
    const requires = [IRenderMimeRegistry, IMainMenu];
    return () => ({ id: "xavierkit:cells", autoStart: true, requires, provides: INotebookCellExecutor, activate });
  }

  async function runInTurn(runCell, options) {
    const { cell, notebook, sessionContext } = options;
    if (cell.model.type !== "code" || !sessionContext) return runCell(options);
    cell.setPrompt("*");
    await sessionContext.ready;
    await sessionContext.session?.kernel?.info; // until then, what is sent can be lost
    const ran = cellsRunIn(sessionContext);
    let succeeded = false;
    try {
      return succeeded = await runCell(options);
    } finally {
      if (succeeded) ran.add(cell.model.id);
      else advise(cell.model, [...notebook.cells], ran);
    }
  }

  /** Where a name is not known, names the first cell above that has not been run. */
  function advise(failed, cells, ran) {
    const unknown = /cannot find symbol|package .* does not exist/.test(JSON.stringify(failed.outputs.toJSON()));
    const above = cells.slice(0, cells.findIndex(one => one.id === failed.id));
    const missed = above.find(one => one.type === "code" && one.sharedModel.source.trim() && !ran.has(one.id));
    if (unknown && missed) failed.outputs.add({ output_type: "stream", name: "stderr", text: advice(missed) });
  }

  const runs = new WeakMap();

  /** The cells that succeeded in the kernel as it is. */
  function cellsRunIn(sessionContext) {
    if (!runs.has(sessionContext)) {
      const ran = new Set();
      runs.set(sessionContext, ran);
      sessionContext.kernelChanged.connect(() => ran.clear());
      sessionContext.statusChanged.connect((_, status) => /restarting|dead/.test(status) && ran.clear());
    }
    return runs.get(sessionContext);
  }

  function advice(missed) {
    const [line] = missed.sharedModel.source.trim().split("\n");
    return `\nThe cell above that begins with\n  ${line}\nhas not been run since this page was opened: run it, and those between, first.`
      + "\nThe menu has it as Run > Run All Above Selected Cell.\n";
  }

  (self._JUPYTERLAB ??= {}).xavierkit = { init: scope => void (shared = scope), get: extension };
})();
