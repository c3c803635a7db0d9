import { githubAnnotations } from "../../src/report/github.ts";
import { assert, suite } from "../cases.ts";
import { error, info, warning } from "./findings.ts";

suite("findings as GitHub's annotations", (test) => {
  test("each is a command with its place, by severity", () =>
    assert.is(
      githubAnnotations([error, info]),
      `::error file=a b/web.yaml,line=4,col=2,title=PortConflict::Deployment shop/web: two <containers> listen on "80"
::notice title=DeprecatedAnnotation (IST0135)::deprecated
`,
    ));
  test("what would end a property or the command is escaped", () => {
    const odd = { ...warning, message: "50%\rmore", fix: "none, really", location: { file: "a,b:c%.yaml", line: 1 } };
    assert.is(
      githubAnnotations([odd]),
      "::warning file=a%2Cb%3Ac%25.yaml,line=1,title=UnknownAnnotation (IST0108)::Deployment shop/web: 50%25\\rmore%0Afix: none, really\n",
    );
  });
  test("nothing where nothing was found", () => assert.is(githubAnnotations([]), ""));
});
