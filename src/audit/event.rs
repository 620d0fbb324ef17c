//! The closed list of what can be recorded.

use serde_json::{Value, json};

/// What an act did: its kind and the details that belong to it. No secret, no password.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub kind: EventKind,
    pub details: Value,
}

impl Event {
    pub fn new(kind: EventKind, details: Value) -> Self {
        Self { kind, details }
    }

    /// An event that its kind says all about.
    pub fn plain(kind: EventKind) -> Self {
        Self { kind, details: json!({}) }
    }
}

macro_rules! events {
    ($($name:ident = $word:literal, $says:literal;)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EventKind { $($name,)+ }

        impl EventKind {
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stored word.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// What people call it.
            pub fn says(self) -> &'static str {
                match self { $(Self::$name => $says,)+ }
            }
        }
    };
}

events! {
    SignedIn = "identity.signed_in", "Đăng nhập";
    SignInFailed = "identity.sign_in_failed", "Đăng nhập không được";
    SignedOut = "identity.signed_out", "Đăng xuất";
    AccountOpened = "identity.account_opened", "Mở tài khoản";
    AccountDisabled = "identity.account_disabled", "Ngừng tài khoản";
    RoleGranted = "identity.role_granted", "Giao vai trò";
    RoleEnded = "identity.role_ended", "Kết thúc vai trò";
    Invited = "identity.invited", "Tạo liên kết đặt mật khẩu";
    InvitationAccepted = "identity.invitation_accepted", "Đặt mật khẩu";
    AccountRenamed = "identity.account_renamed", "Sửa họ tên";
    AccountEnabled = "identity.account_enabled", "Cho dùng lại tài khoản";
    PasswordGiven = "identity.password_given", "Gõ đúng mật khẩu, chờ mã";
    PasswordChanged = "identity.password_changed", "Đổi mật khẩu";
    ResetAsked = "identity.reset_asked", "Xin đặt lại mật khẩu";
    ResetDismissed = "identity.reset_dismissed", "Bỏ qua yêu cầu đặt lại mật khẩu";
    SecondFactorStarted = "identity.second_factor_started", "Bắt đầu xác thực hai bước";
    SecondFactorConfirmed = "identity.second_factor_confirmed", "Thiết lập xác thực hai bước";
    SecondFactorDropped = "identity.second_factor_dropped", "Bỏ điện thoại của mình";
    SecondFactorReset = "identity.second_factor_reset", "Bỏ xác thực hai bước của người khác";
    RecoveryCodesRenewed = "identity.recovery_codes_renewed", "In mã dự phòng mới";
    UnitFounded = "org.unit_founded", "Thành lập đơn vị";
    UnitRenamed = "org.unit_renamed", "Đổi tên, đổi cấp trên của đơn vị";
    UnitEnded = "org.unit_ended", "Kết thúc đơn vị";
    UnitsSetUp = "org.units_set_up", "Thiết lập các đơn vị";
    OfficerLeft = "org.officer_left", "Kết thúc nhiệm kỳ cán bộ";
    OfficerTookOffice = "org.officer_took_office", "Ghi nhiệm kỳ cán bộ";
    CellsEntered = "statistics.cells_entered", "Nhập số liệu";
    CellRefused = "statistics.cell_refused", "Nhập số không nhận";
    BlockEntered = "statistics.block_entered", "Nhập một khối số liệu";
    BlockUndone = "statistics.block_undone", "Hoàn tác một khối số liệu";
    CountingChosen = "statistics.counting_chosen", "Chọn số được tính";
    TargetAdopted = "targets.adopted", "Thông qua chỉ tiêu";
    YearOfTargetsOpened = "targets.year_opened", "Mở năm mới cho chỉ tiêu";
    TargetRevised = "targets.revised", "Sửa chỉ tiêu";
    TargetWithdrawn = "targets.withdrawn", "Bãi bỏ chỉ tiêu";
    TargetProposed = "targets.proposed", "Đề xuất giao chỉ tiêu";
    TargetAnswered = "targets.answered", "Trả lời chỉ tiêu được giao";
    TargetHandedDown = "targets.handed_down", "Giao chỉ tiêu";
    MeasureDefined = "statistics.measure_defined", "Định nghĩa mục số liệu";
    RelationDefined = "statistics.relation_defined", "Định nghĩa ràng buộc";
    IndicatorDefined = "indicators.indicator_defined", "Định nghĩa chỉ số";
    ProseWritten = "reports.prose_written", "Viết lời báo cáo";
    ExchangeImported = "exchange.imported", "Nhập tệp trao đổi";
    CatalogueLoaded = "exchange.catalogue_loaded", "Nạp danh mục chuẩn";
    BackedUp = "platform.backed_up", "Sao lưu";
    Restored = "platform.restored", "Khôi phục";
    SiteSet = "platform.site_set", "Đổi cài đặt của trang";
}
