use thiserror::Error;

/// Why a file or a set of pages is not taken.
///
/// The wording that people read belongs to the web; each variant suggests it in both languages.
/// The `Display` text is for logs and holds nothing of the file's content.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// en: "The file is empty. Choose it again." zh: 文件内容为空，请重新选择文件。
    #[error("the file is empty")]
    Empty,
    /// en: "The file is larger than {limit}. Choose a smaller one, or take the photo again at a
    /// lower resolution." zh: 文件超过{limit}，请选择较小的文件，或者降低分辨率后重新拍照。
    #[error("the file has {got} bytes, at most {limit} are allowed")]
    FileTooLarge {
        /// Allowed bytes.
        limit: usize,
        /// Bytes of the file.
        got: usize,
    },
    /// en: "This is a HEIC photo. Save it as JPEG and upload it again (on an iPhone: Settings,
    /// Camera, Formats, Most Compatible)." zh: 该照片为HEIC格式，请另存为JPEG格式后上传
    /// （苹果手机可在“设置—相机—格式”中选择“兼容性最佳”）。
    #[error("the file is a HEIC photo")]
    Heic,
    /// en: "This picture format is not accepted. Save it as JPEG or PNG." zh:
    /// 暂不支持该图片格式，请另存为JPEG或PNG格式后上传。
    #[error("the file is a picture of a format that is not taken")]
    OtherImage,
    /// en: "Save this document as PDF and upload the PDF." zh: 请将该文档另存为PDF格式后上传。
    #[error("the file is an office document")]
    OfficeDocument,
    /// en: "This is an archive. Unpack it and upload the files one by one." zh:
    /// 该文件为压缩包，请解压后逐个上传。
    #[error("the file is an archive")]
    Archive,
    /// en: "This file is a program, whatever its name says. It was not kept." zh:
    /// 该文件为可执行程序，与文件名无关，系统未予保存。
    #[error("the file is a program")]
    Executable,
    /// en: "Web pages and drawings are not accepted. Upload a photo or a PDF." zh:
    /// 不支持网页或者矢量图文件，请上传照片或者PDF文件。
    #[error("the file is HTML, SVG or XML")]
    Markup,
    /// en: "This file is neither a photo (JPEG, PNG) nor a PDF." zh:
    /// 该文件不是照片（JPEG、PNG）或者PDF文件。
    #[error("the file is of a kind that is not known")]
    Unknown,
    /// en: "The photo did not arrive whole. Upload it again." zh: 照片上传不完整，请重新上传。
    #[error("the picture ends before its end")]
    Truncated,
    /// en: "The photo cannot be opened. Take it again or save it anew." zh:
    /// 照片无法打开，请重新拍摄或者另存后上传。
    #[error("the picture cannot be decoded")]
    Damaged,
    /// en: "The photo has too many pixels. Use a lower resolution." zh:
    /// 照片像素过高，请降低分辨率后上传。
    #[error("the picture has {got} pixels, at most {limit} are allowed")]
    TooManyPixels {
        /// Allowed pixels.
        limit: u64,
        /// Pixels that the file declares.
        got: u64,
    },
    /// en: "The photo is too small to be read. Take it again from nearer." zh:
    /// 照片尺寸过小，无法辨认，请重新拍摄。
    #[error("the picture is {width} by {height}, each side needs {limit}")]
    TooSmall {
        /// Least pixels of each side.
        limit: u32,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// en: "The PDF cannot be opened. Save it anew, or upload photos of the pages." zh:
    /// PDF文件无法打开，请另存后上传，或者上传各页照片。
    #[error("the PDF is not well formed")]
    PdfDamaged,
    /// en: "The PDF is protected by a password. Remove the protection and upload it again." zh:
    /// PDF文件已加密，请解除密码保护后上传。
    #[error("the PDF is encrypted")]
    PdfEncrypted,
    /// en: "The PDF contains a script, a command or an attached file. Print it to a new PDF and
    /// upload that one." zh: PDF文件含有脚本、命令或者附件，请通过“打印为PDF”生成新文件后上传。
    #[error("the PDF contains active content: {what}")]
    PdfActive {
        /// The PDF name that was found, for example `JavaScript`.
        what: &'static str,
    },
    /// en: "The PDF has {got} pages, at most {limit} are accepted." zh:
    /// PDF文件共{got}页，最多可上传{limit}页。
    #[error("the PDF has {got} pages, at most {limit} are allowed")]
    PdfTooManyPages {
        /// Allowed pages.
        limit: usize,
        /// Pages of the file.
        got: usize,
    },
    /// en: "The PDF is too complex to be checked. Print it to a new PDF." zh:
    /// PDF文件结构过于复杂，请通过“打印为PDF”生成新文件后上传。
    #[error("the PDF is larger inside than can be checked")]
    PdfTooComplex,
    /// en: "Add at least one page." zh: 请至少上传一页。
    #[error("the document has no page")]
    NoPage,
    /// en: "At most {limit} pages make one document." zh: 一份材料最多可上传{limit}页。
    #[error("the document has {got} pages, at most {limit} are allowed")]
    TooManyPages {
        /// Allowed pages.
        limit: usize,
        /// Pages given.
        got: usize,
    },
    /// en: "All pages together are larger than {limit}." zh: 各页合计超过{limit}。
    #[error("the document has {got} bytes, at most {limit} are allowed")]
    DocumentTooLarge {
        /// Allowed bytes.
        limit: usize,
        /// Bytes of all pages.
        got: usize,
    },
    /// en: "Upload either one PDF, or photos of the pages, not both." zh:
    /// 同一份材料请上传一个PDF文件或者若干张照片，不能混合上传。
    #[error("a document is one PDF or several photos, not a mixture")]
    Mixed,
}

impl Problem {
    /// The stable code under which texts, reports and tests name the problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::Heic => "heic",
            Self::OtherImage => "other-image",
            Self::OfficeDocument => "office-document",
            Self::Archive => "archive",
            Self::Executable => "executable",
            Self::Markup => "markup",
            Self::Unknown => "unknown-kind",
            Self::Truncated => "truncated",
            Self::Damaged => "damaged",
            Self::TooManyPixels { .. } => "too-many-pixels",
            Self::TooSmall { .. } => "too-small",
            Self::PdfDamaged => "pdf-damaged",
            Self::PdfEncrypted => "pdf-encrypted",
            Self::PdfActive { .. } => "pdf-active",
            Self::PdfTooManyPages { .. } => "pdf-too-many-pages",
            Self::PdfTooComplex => "pdf-too-complex",
            Self::NoPage => "no-page",
            Self::TooManyPages { .. } => "too-many-pages",
            Self::DocumentTooLarge { .. } => "document-too-large",
            Self::Mixed => "mixed",
        }
    }
}
