# Made by .ci/release; the formula of a tap.
class Winkterm < Formula
  desc "{{.Summary}}"
  homepage "{{.Homepage}}"
  version "{{.Version}}"
  license "{{.License}}"
{{range .Brew}}
  on_{{.Name}} do
{{- range .Archives}}
    on_{{.CPU}} do
      url "{{.URL}}"
      sha256 "{{.Sum}}"
    end
{{- end}}
  end
{{end}}
  def install
    bin.install "winkterm"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/winkterm.bash" => "winkterm"
    zsh_completion.install "completions/winkterm.zsh" => "_winkterm"
    fish_completion.install "completions/winkterm.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/winkterm version")
  end
end
